package io.linekeeper.netty.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Asks what others implement: one that throws has failed, like one whose stage does. */
final class Asked {
    private Asked() {}

    static <T> CompletionStage<T> of(Supplier<CompletionStage<T>> question) {
        try {
            return question.get();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }
}
