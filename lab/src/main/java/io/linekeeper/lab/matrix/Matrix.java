package io.linekeeper.lab.matrix;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Quiet;
import io.linekeeper.lab.matrix.Plan.Turn;
import io.linekeeper.lab.matrix.ScenePlay.Played;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One run: every scene before all detectors at once, several scenes at the same time, each on a network of its own. They share nothing but
 * the processors, so that one stage is set after the other, while the lines of those before are quiet or watched. Any thread may call.
 */
public final class Matrix implements AutoCloseable {
    /** About how long it takes to set a stage and to clear it. */
    private static final Duration STAGE = Duration.ofSeconds(6);

    /** What a scene may take beyond what is planned. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration LONGEST_END = Duration.ofSeconds(8);

    private final List<Scene> scenes;
    private final List<Detector> detectors;
    private final List<Detector> running;
    private final int repetitions;
    private final int parallel;
    private final Duration patience;
    private final List<Turn> turns;
    private final Score score = new Score();
    private final ReentrantLock oneStageAfterTheOther = new ReentrantLock(true);
    private final ExecutorService players;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<Turn, Long> underWay = new LinkedHashMap<>();
    private final Instant began = Instant.now();
    private final long start = System.nanoTime();
    private int begun;
    private int done;

    /**
     * Nothing is made yet.
     *
     * @param repetitions how often each scene is played, at least once
     * @param parallel how many scenes are played at the same time, at least one
     */
    public Matrix(List<Scene> scenes, List<Detector> detectors, int repetitions, int parallel) {
        this(scenes, detectors, repetitions, parallel, PATIENCE);
    }

    /** @param patience what a scene may take beyond what is planned */
    Matrix(List<Scene> scenes, List<Detector> detectors, int repetitions, int parallel, Duration patience) {
        this.scenes = List.copyOf(scenes);
        this.detectors = List.copyOf(detectors);
        this.running =
                detectors.stream().filter(detector -> !detector.predictedOnly()).toList();
        this.repetitions = repetitions;
        this.parallel = parallel;
        this.patience = patience;
        this.turns = running.isEmpty()
                ? List.of()
                : Plan.of(this.scenes, running, repetitions).turns();
        this.players = Executors.newFixedThreadPool(parallel);
    }

    /** Begins to play. Once. */
    public void begin() {
        turns.forEach(turn -> players.execute(() -> play(turn)));
        players.shutdown();
    }

    /**
     * Waits for the end.
     *
     * @return whether all is over, before the time has passed
     */
    public boolean awaitEnd(Duration time) throws InterruptedException {
        return players.awaitTermination(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** How the run stands. */
    public synchronized Progress progress() {
        long now = System.nanoTime();
        return new Progress(
                done,
                turns.size(),
                underWay.keySet().stream().map(turn -> turn.scene().id()).toList(),
                Plan.left(
                        underWay.entrySet().stream()
                                .map(entry -> left(entry.getKey(), now - entry.getValue()))
                                .toList(),
                        turns.stream().skip(begun).map(Matrix::planned).toList(),
                        parallel));
    }

    private static Duration left(Turn turn, long elapsed) {
        Duration left = planned(turn).minusNanos(elapsed);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static Duration planned(Turn turn) {
        return STAGE.plus(Quiet.LEAST).plus(turn.watched());
    }

    /**
     * What has been found. Scenes that have not been played yet are missing in it.
     *
     * @param linekeeper the version of this program
     */
    public Result result(String linekeeper) {
        return new Result(
                scenes,
                detectors,
                score.cells(scenes, detectors, repetitions),
                repetitions,
                score.failed(),
                began,
                Duration.ofNanos(System.nanoTime() - start),
                Result.Machine.here(linekeeper));
    }

    private void play(Turn turn) {
        begins(turn);
        Deadline deadline = new Deadline(clock, planned(turn).plus(patience));
        try {
            score.add(turn.scene(), play(turn.scene(), turn.watched()));
        } catch (RuntimeException | Error e) {
            score.fail(
                    turn.scene(),
                    deadline.hasPassed()
                            ? "it did not end in time; " + LabException.sentence(e)
                            : LabException.sentence(e));
        } finally {
            deadline.close();
            ends(turn);
        }
    }

    private Map<String, Played> play(Scene scene, Duration watched) {
        try (LiveStage stage = set(scene)) {
            return new ScenePlay(scene, running, watched).on(stage);
        }
    }

    private LiveStage set(Scene scene) {
        try {
            oneStageAfterTheOther.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted before its stage was set", e);
        }
        try {
            return LiveStage.set(scene, running);
        } finally {
            oneStageAfterTheOther.unlock();
        }
    }

    private synchronized void begins(Turn turn) {
        begun++;
        underWay.put(turn, System.nanoTime());
    }

    private synchronized void ends(Turn turn) {
        done++;
        underWay.remove(turn);
    }

    /** Ends what is under way, and returns when nothing of it is left. */
    @Override
    public void close() {
        players.shutdownNow();
        clock.shutdownNow();
        try {
            players.awaitTermination(LONGEST_END.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
