package io.linekeeper.line;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A scripted peer and the keeper of its line: answers or not, and notes each step with its time. */
final class Peer implements Keeper {
    private static final int QUESTION = 8;
    private static final Duration FIRST_RTO = Duration.ofMillis(200);

    final FakeKernel kernel;
    final List<Note> notes = new ArrayList<>();

    Line line;
    long began;
    /** When the last byte of the peer arrived here. */
    long lastByte;

    /** Whether its process answers questions. */
    boolean answers = true;

    Duration answerDelay = Duration.ZERO;
    /** Whether our loop hears of its bytes; if not they wait unread. */
    boolean selected = true;
    /** Whether its death is only observed. */
    boolean observed;
    /** Whether its silences are recorded, and what was. */
    boolean recorded;

    final List<Flight> flights = new ArrayList<>();

    /** How long the line drains after its verdict, or null to close it at once. */
    Duration drain;

    final Scene scene;
    private final Deque<Long> unreported = new ArrayDeque<>();
    private final Deque<Long> undelivered = new ArrayDeque<>();
    private boolean reading = true;
    private boolean unread;
    private boolean unreadAnswer;

    Peer(Scene scene) {
        this.scene = scene;
        kernel = new FakeKernel(scene, this::deliver);
        lastByte = scene.now();
    }

    /** The peer sends something of its own. */
    void send() {
        arrive(false, FIRST_RTO);
    }

    /** We send bytes that are no question. */
    void give(long bytes) {
        kernel.write(bytes);
        line.watchBacklog();
        scene.reconsider(line);
    }

    void die() {
        kernel.path = false;
    }

    void stopReading() {
        reading = false;
    }

    void readAgain() {
        reading = true;
        if (line.listenAgain()) {
            scene.reconsider(line);
        }
        readAll();
    }

    @Override
    public Witness testify() {
        return scene.kernel
                ? kernel.testify(reading)
                : Witness.ofBuffers(scene.now(), reading, kernel.handed(), kernel.written);
    }

    @Override
    public void carryOut(Step step) {
        notes.add(new Note(step, scene.now()));
        switch (step) {
            case ASK -> ask();
            case LISTEN -> read();
            case VERDICT -> end();
            case CUT -> scene.roll.remove(line);
            case LIFT, SUSPECTED, RECOVERED, PAUSED, OBSERVED -> {}
            case QUIET, SAMPLE -> throw new AssertionError(step + " is nothing to carry out");
        }
    }

    @Override
    public boolean observesOnly() {
        return observed;
    }

    @Override
    public boolean isRecorded() {
        return recorded;
    }

    @Override
    public void recorded(Flight flight) {
        flights.add(flight);
    }

    void readAll() {
        if (reading && selected) {
            read();
        }
    }

    private void ask() {
        kernel.write(QUESTION);
        unreported.add(kernel.written);
        undelivered.add(kernel.written);
        report();
    }

    private void end() {
        if (drain == null) {
            scene.roll.remove(line);
        } else {
            line.drain((int) drain.toMillis());
        }
    }

    private void report() {
        while (!unreported.isEmpty() && unreported.peek() <= kernel.handed()) {
            unreported.remove();
            line.asked(testify());
        }
    }

    private void deliver() {
        report();
        while (!undelivered.isEmpty() && undelivered.peek() <= kernel.acknowledged) {
            undelivered.remove();
            if (answers) {
                scene.after(answerDelay, () -> arrive(true, FIRST_RTO));
            }
        }
    }

    private void arrive(boolean answer, Duration rto) {
        if (!kernel.path) {
            scene.after(rto, () -> arrive(answer, rto.multipliedBy(2)));
            return;
        }
        kernel.receive();
        lastByte = scene.now();
        unread = true;
        unreadAnswer |= answer;
        if (!scene.isBlocked()) {
            readAll();
        }
    }

    private void read() {
        if (unread) {
            line.hear();
            if (unreadAnswer) {
                line.answered();
            }
        }
        unread = false;
        unreadAnswer = false;
    }

    /** When the step came, from the line's beginning. */
    List<Duration> times(Step step) {
        return notes.stream()
                .filter(note -> note.step == step)
                .map(note -> Duration.ofNanos(note.at - began))
                .toList();
    }

    List<Step> steps() {
        return notes.stream().map(Note::step).toList();
    }

    Verdict verdict() {
        return line.verdict();
    }

    boolean isJudged() {
        return line.verdict() != null;
    }

    /** The verdict's time after the last byte from the peer. */
    Duration silence() {
        Note verdict = notes.stream()
                .filter(note -> note.step == Step.VERDICT)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no verdict, but " + notes));
        return Duration.ofNanos(verdict.at - lastByte);
    }

    record Note(Step step, long at) {}
}
