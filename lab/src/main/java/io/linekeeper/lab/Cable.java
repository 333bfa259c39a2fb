package io.linekeeper.lab;

/**
 * The cable between a host and the router, a pair of veth interfaces: {@code eth0} at the host, {@code to-NAME} at the router.
 *
 * <p>It is pulled at the router's end, so that the host loses its carrier and keeps its addresses and routes, as with a real cable.
 *
 * @param router where its other end is
 * @param routerEnd the interface there
 * @param subnet the first three numbers of its addresses: the router has .1, the host .2
 */
record Cable(Host router, String routerEnd, String subnet) {
    String hostAddress() {
        return subnet + ".2";
    }

    /** Lays the cable from the router into the namespace. */
    void lay(Namespace host) {
        router.shell(
                "ip link add " + routerEnd + " type veth peer name eth0 netns " + host.pid(),
                "ip address add " + subnet + ".1/24 dev " + routerEnd,
                "ip link set " + routerEnd + " up");
    }

    /** Returns the commands that the host runs, once the cable has been laid. */
    String[] hostSetUp() {
        return new String[] {
            "ip address add " + hostAddress() + "/24 dev eth0",
            "ip link set eth0 up",
            "ip route add default via " + subnet + ".1"
        };
    }

    void pull() {
        router.shell("ip link set " + routerEnd + " down");
    }

    void plug() {
        router.shell("ip link set " + routerEnd + " up");
    }

    /** Takes both interfaces away. */
    void remove() {
        router.shell("ip link delete " + routerEnd);
    }
}
