package io.linekeeper.lab.scene;

import io.linekeeper.lab.BlackHole;
import io.linekeeper.lab.Direction;
import io.linekeeper.lab.LabException;
import io.linekeeper.lab.detector.Detector;
import io.linekeeper.lab.detector.Truth;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** The path of the device's line is gone for good, and the device is back on a new line from another port. */
record Ghost() implements Scene {
    @Override
    public String id() {
        return "ghost";
    }

    @Override
    public String sentence() {
        return "The path of the device's line is gone for good, and the device is back on a new line from another port.";
    }

    @Override
    public Truth truth() {
        return new Truth.Returned();
    }

    @Override
    public long play(Stage stage) {
        long fault = new BlackHole(stage.network(), Direction.BOTH, Ports.ofAll(stage)).inject();
        Orders.obeyed(stage, "all again");
        stage.note("the device comes back");
        stage.proveAtEnd(() -> requireBack(stage));
        return fault;
    }

    private static void requireBack(Stage stage) {
        for (Detector detector : stage.detectors()) {
            Set<Integer> other = new HashSet<>(stage.acceptedBy(detector));
            IntStream.of(stage.portsOf(detector)).forEach(other::remove);
            if (other.isEmpty()) {
                throw new LabException("the device was to come back from another port, and " + detector.id()
                        + " has accepted no line of it");
            }
        }
    }
}
