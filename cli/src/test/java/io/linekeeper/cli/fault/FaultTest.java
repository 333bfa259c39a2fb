package io.linekeeper.cli.fault;

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

/** Tests with real faults: they need namespaces, or are skipped with a reason, and mostly wait, so they run at the same time. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("fault")
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(FaultTest.NeedsNetwork.class)
@interface FaultTest {

    /** Skips with a reason where no network can be made; fails there if skipping is forbidden. */
    final class NeedsNetwork implements BeforeAllCallback {
        @Override
        public void beforeAll(ExtensionContext context) {
            Network.reasonToSkip().ifPresent(Assumptions::abort);
        }
    }
}
