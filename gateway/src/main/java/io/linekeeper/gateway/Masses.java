package io.linekeeper.gateway;

import io.linekeeper.line.MassSilence;
import io.linekeeper.line.MassSilence.Finding;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears of the deaths of all lines of a gateway, and tells when many of them come together. Called by event loops. */
final class Masses implements LineListener {
    private final Consumer<Finding> told;
    private final MassSilence silence = new MassSilence(System.nanoTime());
    private final AtomicInteger lines = new AtomicInteger();

    Masses(Consumer<Finding> told) {
        this.told = told;
    }

    @Override
    public void connected(LineHandler line) {
        lines.incrementAndGet();
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        lines.decrementAndGet();
    }

    @Override
    public void observed(LineHandler line, Verdict verdict) {
        found(line.channel().eventLoop());
    }

    @Override
    public void verdict(LineHandler line, Verdict verdict) {
        if (verdict.fate().isFound()) {
            found(line.channel().eventLoop());
        }
    }

    private void found(EventLoop loop) {
        Finding beginning;
        synchronized (silence) {
            beginning = silence.found(System.nanoTime(), lines.get());
        }
        if (beginning != null) {
            told.accept(beginning);
            settleLater(loop);
        }
    }

    private void settleLater(EventLoop loop) {
        if (!loop.isShuttingDown()) {
            loop.schedule(() -> settle(loop), MassSilence.WINDOW.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void settle(EventLoop loop) {
        @Nullable Finding whole;
        boolean goesOn;
        synchronized (silence) {
            whole = silence.settle(System.nanoTime());
            goesOn = silence.isUnderWay();
        }
        if (whole != null) {
            told.accept(whole);
        } else if (goesOn) {
            settleLater(loop);
        }
    }
}
