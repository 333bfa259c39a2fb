package io.linekeeper.lab.scene;

import io.linekeeper.lab.PowerCut;
import io.linekeeper.lab.detector.Truth;
import java.time.Duration;

/** The device loses its power, and is back 4 s later, knowing nothing of its connections. */
record Reboot() implements Scene {
    private static final Duration AWAY = Duration.ofSeconds(4);

    @Override
    public String id() {
        return "reboot";
    }

    @Override
    public String sentence() {
        return "The device loses its power, and is back 4 s later, knowing nothing of its connections.";
    }

    @Override
    public Truth truth() {
        return new Truth.Resetting(AWAY);
    }

    @Override
    public long play(Stage stage) {
        PowerCut cut = new PowerCut(stage.network().device());
        long fault = cut.inject();
        stage.later(AWAY, () -> {
            cut.restore();
            stage.note("the device is back");
        });
        return fault;
    }
}
