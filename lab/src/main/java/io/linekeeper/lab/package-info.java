/**
 * Makes networks on one machine and breaks them for real: the kernel's own TCP at both ends, real cables that are pulled, a router that
 * silently drops.
 *
 * <pre>{@code
 * try (Network network = Network.make()) {
 *     Program server = network.server().start("java", "-jar", "linekeeper.jar", "serve", ...);
 *     Program peer = network.device().start(Peer.command(network.server().address() + ":7778", "--beat", "500"));
 *     try (Fault hole = new BlackHole(network, Direction.BOTH)) {
 *         long cutAt = hole.inject();
 *         server.out().await(line -> line.contains("UNREACHABLE"), Duration.ofSeconds(40));
 *     }
 * }
 * }</pre>
 *
 * <p>Needs {@code unshare}, {@code nsenter} (util-linux), {@code ip}, {@code ss} (iproute2) and {@code nft} (nftables), as root or where
 * user namespaces are allowed. All stamps are {@link java.lang.System#nanoTime()}, which on Linux is the same clock in every process.
 */
@NullMarked
package io.linekeeper.lab;

import org.jspecify.annotations.NullMarked;
