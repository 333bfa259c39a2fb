package io.linekeeper.lab;

/**
 * A host loses its power: no FIN, no RST, its processes and its kernel's memory are gone. Put right, it is back at the same address
 * with no program running, and answers what belongs to an old connection with RST (RFC 9293, section 3.10.7.1).
 */
public final class PowerCut extends Fault {
    private final Host host;

    /** The server or the device; the programs on it end. */
    public PowerCut(Host host) {
        this.host = host;
    }

    @Override
    void begin() {
        host.powerOff();
    }

    @Override
    void end() {
        host.powerOn();
    }

    @Override
    public String toString() {
        return "power cut at the " + host;
    }
}
