package io.linekeeper.netty.client;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Asks a resolver off the loops, on a few threads that end when there is nothing to do. Clients that ask for one host at the
 * same time share the answer, so that a slow name server holds up nobody twice. Nothing is kept: who asks later asks anew.
 *
 * <p>Any thread.
 */
final class Lookups {
    private static final int THREADS = 4;
    private static final int IDLE_SECONDS = 10;

    private final HostResolver resolver;
    private final ExecutorService threads;
    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    Lookups(HostResolver resolver) {
        this.resolver = resolver;
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DefaultThreadFactory("lookup", true));
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** Completes on any thread with at least one address, or with why there is none. */
    CompletableFuture<List<InetAddress>> of(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> theirs = underWay.putIfAbsent(host, mine);
        if (theirs != null) {
            return theirs;
        }
        threads.execute(() -> look(host, mine));
        return mine;
    }

    private void look(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = resolver.resolve(host);
            underWay.remove(host, answer);
            if (addresses.isEmpty()) {
                answer.completeExceptionally(new java.net.UnknownHostException(host));
            } else {
                answer.complete(List.copyOf(addresses));
            }
        } catch (Exception | Error failure) {
            underWay.remove(host, answer);
            answer.completeExceptionally(failure);
        }
    }
}
