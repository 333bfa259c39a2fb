package io.linekeeper.lab.matrix;

import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Quiet;
import io.linekeeper.lab.detector.ServerEvent;
import io.linekeeper.lab.scene.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** One scene, played once before all detectors. One thread. */
final class ScenePlay {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Scene scene;
    private final List<Detector> detectors;
    private final Duration watched;

    /** @param watched for how long after the fault */
    ScenePlay(Scene scene, List<Detector> detectors, Duration watched) {
        this.scene = scene;
        this.detectors = detectors;
        this.watched = watched;
    }

    /**
     * What a detector made of it.
     *
     * @param outcomes of each line of the device
     * @param bystandersKilled how many lines it ended that the fault did not touch
     */
    record Played(List<Outcome> outcomes, int bystandersKilled) {}

    /**
     * Plays it on that stage.
     *
     * @return what each detector made of it, by its id
     * @throws LabException if it could not be played to its end, with the reason
     */
    Map<String, Played> on(LiveStage stage) {
        sleepUntil(System.nanoTime() + Quiet.LEAST.toNanos());
        stage.requireSound();
        long begins = System.nanoTime();
        requireAllLive(stage, begins);
        long fault = scene.play(stage);
        requireAllLive(stage, fault);
        requireQuiet(stage, fault);
        long end = fault + watched.toNanos();
        List<ServerEvent> seen = watch(stage, end);
        stage.requireSound();
        stage.prove();
        Map<String, Played> played = new LinkedHashMap<>();
        for (Detector detector : detectors) {
            played.put(detector.id(), observe(stage, detector, seen, fault, end));
        }
        return played;
    }

    private void requireAllLive(LiveStage stage, long now) {
        for (Detector detector : detectors) {
            Set<String> ended = Observation.endedBefore(stage.events(detector), now);
            if (!ended.isEmpty()) {
                throw new LabException(detector.id() + " ended lines before there was a fault: " + ended);
            }
        }
    }

    /** What is expected counts from what the lines said last, which was when they began. */
    private void requireQuiet(LiveStage stage, long fault) {
        for (Detector detector : detectors) {
            Duration quiet = Duration.ofNanos(fault - stage.firstConnected(detector));
            if (quiet.compareTo(Quiet.MOST) > 0) {
                throw new LabException("the lines of " + detector.id() + " had been quiet for " + Seconds.of(quiet)
                        + " at the fault, longer than the " + Seconds.of(Quiet.MOST)
                        + " that are reckoned with; this machine is too busy");
            }
        }
    }

    /** Until then; returns what the kernel showed, where the scene is judged by it. */
    private List<ServerEvent> watch(LiveStage stage, long end) {
        if (!scene.judgedByKernel()) {
            sleepUntil(end);
            return List.of();
        }
        Map<String, String> detectorOf = new HashMap<>();
        for (Detector detector : detectors) {
            stage.watched(detector).forEach(peer -> detectorOf.put(peer, detector.id()));
        }
        KernelWatch kernel = new KernelWatch(stage.network().server(), detectorOf);
        while (System.nanoTime() - end < 0) {
            kernel.look();
            sleepUntil(System.nanoTime() + LOOK.toNanos());
        }
        return kernel.events();
    }

    private Played observe(LiveStage stage, Detector detector, List<ServerEvent> seen, long fault, long end) {
        List<ServerEvent> events = new ArrayList<>(stage.events(detector));
        seen.stream().filter(event -> event.detector().equals(detector.id())).forEach(events::add);
        Observation observation = new Observation(events, stage.notes(), fault, end);
        List<String> watchedLines = stage.watched(detector);
        return new Played(
                watchedLines.stream().map(observation::outcome).toList(),
                scene.sparesNeighbour() ? observation.bystandersKilled(Set.copyOf(watchedLines)) : 0);
    }

    private static void sleepUntil(long nanoTime) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while a scene was played", e);
        }
    }
}
