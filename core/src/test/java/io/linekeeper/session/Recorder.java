package io.linekeeper.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Everybody around a registry, who write down what they are told. */
class Recorder implements SessionListener {
    private final List<String> told = new ArrayList<>();

    /** What was told since the last time. */
    final List<String> take() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    final SessionLine line(int number) {
        return new RecordedLine(number);
    }

    void claim(Claim claim) {
        told.add(claim.toString());
    }

    void release(Session session) {
        told.add("release " + session);
    }

    void admitted(int line, Session session) {
        told.add("line " + line + " admitted " + session);
    }

    void refused(int line, String why, Duration retryAfter) {
        told.add("line " + line + " refused: " + why + ", " + retryAfter);
    }

    void superseded(int line) {
        told.add("line " + line + " superseded");
    }

    void makeWay(int line) {
        told.add("line " + line + " makes way");
    }

    @Override
    public void connected(Session session) {
        told.add("connected " + session);
    }

    @Override
    public void superseded(Session old, Session by) {
        told.add("superseded " + old + " by " + by);
    }

    @Override
    public void ended(Session session) {
        told.add("ended " + session);
    }

    @Override
    public void refused(DeviceId device, int line, String why) {
        told.add("refused " + device + " " + line + ": " + why);
    }

    private final class RecordedLine implements SessionLine {
        private final int number;

        RecordedLine(int number) {
            this.number = number;
        }

        @Override
        public int number() {
            return number;
        }

        @Override
        public void admitted(Session session) {
            Recorder.this.admitted(number, session);
        }

        @Override
        public void refused(String why, Duration retryAfter) {
            Recorder.this.refused(number, why, retryAfter);
        }

        @Override
        public void superseded() {
            Recorder.this.superseded(number);
        }

        @Override
        public void makeWay() {
            Recorder.this.makeWay(number);
        }
    }
}
