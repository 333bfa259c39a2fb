package io.linekeeper.lab.scene;

import io.linekeeper.lab.Program;
import java.time.Duration;

/** Commands to the device's program. */
final class Orders {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private Orders() {}

    /** Gives a command, and returns when it is obeyed. */
    static void obeyed(Stage stage, String order) {
        Program device = stage.device();
        int before = device.out().size();
        device.tell(order);
        device.out().await(before, text -> text.endsWith(" obeyed " + order), LIMIT);
    }
}
