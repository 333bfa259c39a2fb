package io.linekeeper.gateway.client;

import io.linekeeper.line.Fate;
import io.linekeeper.line.Verdict;
import io.linekeeper.netty.LineHandler;
import io.linekeeper.netty.LineListener;
import io.linekeeper.policy.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Hears how a client's lines end, and keeps the score. Any thread. */
final class Tally implements LineListener {
    private final int lines;
    private final CountDownLatch open;
    private int finished;
    private int failed;
    private @Nullable String firstFinished;
    private @Nullable String firstFailed;

    /** @param lines how many will be connected */
    Tally(int lines) {
        this.lines = lines;
        this.open = new CountDownLatch(lines);
    }

    /** Waits until all lines have been connected and closed again. */
    boolean awaitAllClosed(Duration longest) throws InterruptedException {
        return open.await(longest.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * What did not go as asked, in one clause: lines that did not end by FIN or by us.
     *
     * @param asLongAsAsked whether the lines were asked to last, so that a FIN of the server's came too early
     */
    synchronized Optional<String> complaint(boolean asLongAsAsked) {
        if (failed > 0) {
            return Optional.of(firstFailed + others(failed, "failed"));
        }
        return asLongAsAsked && finished > 0
                ? Optional.of(firstFinished + others(finished, "were ended"))
                : Optional.empty();
    }

    private String others(int count, String how) {
        return lines == 1 ? "" : " (" + count + " of " + lines + " lines " + how + ")";
    }

    @Override
    public synchronized void verdict(LineHandler line, Verdict verdict) {
        Fate fate = verdict.fate();
        if (fate == Fate.FINISHED) {
            if (finished++ == 0) {
                firstFinished = "the server ended line " + line.number() + " before the time that was asked for";
            }
        } else if (fate != Fate.SHUTDOWN && failed++ == 0) {
            firstFailed = fate.isFound()
                    ? "the server was judged dead: line " + line.number() + " is " + fate + " after " + silence(verdict)
                            + " without a byte from it"
                    : "line " + line.number() + " ended as " + fate + detail(verdict);
        }
    }

    private static String silence(Verdict verdict) {
        return Durations.format(Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(verdict.silenceNanos())));
    }

    private static String detail(Verdict verdict) {
        String detail = verdict.evidence().detail();
        return detail == null ? "" : " (" + detail + ")";
    }

    @Override
    public void closed(LineHandler line, Verdict verdict) {
        open.countDown();
    }
}
