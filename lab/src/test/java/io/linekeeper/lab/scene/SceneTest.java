package io.linekeeper.lab.scene;

import io.linekeeper.lab.Network;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Tests that play scenes before a server that detects nothing, and look at both kernels and the programs for what is true: that needs
 * namespaces, or is skipped with a reason, and mostly waits, so they run at the same time.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("fault")
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(SceneTest.NeedsNetwork.class)
@interface SceneTest {

    /** Skips with a reason where no network can be made; fails there if skipping is forbidden. */
    final class NeedsNetwork implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            Network.reasonToSkip().ifPresent(Assumptions::abort);
        }
    }
}
