package io.linekeeper.lab;

/** The cable of a host is out: it loses its carrier, keeps its addresses, and the router answers for it with ICMP as routers do. */
public final class PulledCable extends Fault {
    private final Host host;

    /** The cable between this host and the router. */
    public PulledCable(Host host) {
        this.host = host;
    }

    @Override
    void begin() {
        host.pullCable();
    }

    @Override
    void end() {
        host.plugCable();
    }

    /**
     * Proves that it is out.
     *
     * @throws LabException if the host's kernel sees a carrier
     */
    public void requireOut() {
        if (host.hasCarrier()) {
            throw new LabException("the cable was to be out at the " + host + ", whose kernel sees a carrier");
        }
    }

    @Override
    public String toString() {
        return "cable pulled at the " + host;
    }
}
