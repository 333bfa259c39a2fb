package io.linekeeper.netty.client;

import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import java.time.Duration;

/**
 * Tells connections of what no event of the pipeline does, and passes all on. Those that pass on to one listener are equal, so
 * that it hears of a pause of a loop once, however many clients share it.
 */
record ClientLines(LineListener next) implements LineListener {

    @Override
    public void connected(LineHandler line) {
        next.connected(line);
    }

    @Override
    public void suspected(LineHandler line) {
        next.suspected(line);
        Connection connection = line.channel().pipeline().get(Connection.class);
        if (connection != null) {
            connection.listener().suspected();
        }
    }

    @Override
    public void recovered(LineHandler line) {
        next.recovered(line);
        Connection connection = line.channel().pipeline().get(Connection.class);
        if (connection != null) {
            connection.listener().recovered();
        }
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        next.verdict(line, verdict);
    }

    @Override
    public void draining(LineHandler line, Verdict verdict) {
        next.draining(line, verdict);
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        next.closed(line, verdict);
    }

    @Override
    public void paused(String loop, Duration gap) {
        next.paused(loop, gap);
    }
}
