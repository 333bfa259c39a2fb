package io.linekeeper.lab.scene;

import io.linekeeper.lab.LabException;
import java.util.concurrent.TimeUnit;

/** A pause in a scene. */
final class Wait {
    private Wait() {}

    static void seconds(int seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while a scene was played", e);
        }
    }
}
