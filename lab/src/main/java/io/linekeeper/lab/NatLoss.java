package io.linekeeper.lab;

import java.time.Duration;

/**
 * A router that translates the device's addresses (NAT) forgets what it translated. What the server sends from then on reaches the router
 * itself, which knows no such connection: it answers RST, or, where it is silent, nothing. What the device sends is dropped.
 *
 * <p>The entries are lost in the way that a masquerading Linux loses them, by the loss of the address that stands for the device: it is
 * taken from the router's interface and given back at once. Put right, the router answers again as routers do; the entries stay lost.
 */
public final class NatLoss extends Fault {
    private static final String ADDRESS = "10.77.1.1/24 dev to-server";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Host router;
    private final String device;
    private final boolean silent;

    /** @param silent whether the router drops what the server still sends, rather than answer RST */
    public NatLoss(Network network, boolean silent) {
        this.router = network.router();
        this.device = network.device().address();
        this.silent = silent;
    }

    /**
     * Lets the router translate the device's connections from now on; the server sees them from {@code 10.77.1.1}. A segment that belongs
     * to no entry is not picked up as the middle of a connection, and is dropped, as firewalls do.
     *
     * @return the address that the server sees
     */
    public static String translate(Network network) {
        Host router = network.router();
        router.run("nft", """
                add table ip nat
                add chain ip nat postrouting { type nat hook postrouting priority 100; policy accept; }
                add rule ip nat postrouting ip saddr DEVICE oifname "to-server" masquerade
                add chain ip nat forward { type filter hook forward priority 0; policy accept; }
                add rule ip nat forward iifname "to-device" ct state invalid drop
                """.replace("DEVICE", network.device().address()));
        router.sysctl("net.netfilter.nf_conntrack_tcp_loose", "0");
        return "10.77.1.1";
    }

    @Override
    void begin() {
        if (silent) {
            router.run("nft", """
                    add chain ip nat input { type filter hook input priority 0; policy accept; }
                    add rule ip nat input iifname "to-server" meta l4proto tcp drop
                    """);
        }
        router.shell("ip address del " + ADDRESS, "ip address add " + ADDRESS);
        Waiting.until("NAT entries left", LIMIT, () -> entries() == 0);
    }

    /** How many connections of the device the router still knows: the kernel forgets them in its own time. */
    private long entries() {
        return router.run("sh", "-c", "grep -c src=" + device + " /proc/net/nf_conntrack || true")
                .lines()
                .mapToLong(Long::parseLong)
                .sum();
    }

    @Override
    void end() {
        if (silent) {
            router.run("nft", "delete chain ip nat input");
        }
    }

    @Override
    public String toString() {
        return "NAT entries lost, the router " + (silent ? "silent" : "answering RST");
    }
}
