package io.linekeeper.gateway.client;

/**
 * How many devices of a fleet are in which state. A value.
 *
 * @param devices all of them
 * @param connecting those that have not been started yet included
 * @param reconnects how often one of them connected again, so far
 */
public record FleetCounts(
        int devices, int connecting, int live, int suspect, int draining, int waiting, int ended, long reconnects) {

    /** In plain words, on one line. */
    public String words() {
        return devices + (devices == 1 ? " device: " : " devices: ") + connecting + " connecting, " + live + " live, "
                + suspect + " suspect, " + draining + " draining, " + waiting + " waiting, " + ended + " ended; "
                + reconnects + (reconnects == 1 ? " reconnect" : " reconnects");
    }
}
