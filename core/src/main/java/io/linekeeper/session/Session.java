package io.linekeeper.session;

/**
 * A device's presence: it is there, at this node, on this line. At most one a device lives at any time; which of two is the
 * later one, their epochs tell. A value.
 *
 * @param epoch greater than that of every earlier session of the device; 1 to {@value #MOST_EPOCH}. A fencing token: who
 *     stores what a device sends can refuse what carries an older one.
 * @param node the name of the gateway that has its line
 * @param line the line's number there
 */
public record Session(DeviceId device, long epoch, String node, int line) {
    /** The largest epoch: what a double holds exactly, as in JSON and Lua. In microseconds it lasts until the year 2255. */
    public static final long MOST_EPOCH = (1L << 53) - 1;

    /** @throws IllegalArgumentException if the epoch is out of its range */
    public Session {
        if (epoch < 1 || epoch > MOST_EPOCH) {
            throw new IllegalArgumentException(
                    "epoch " + epoch + " is not from 1 to " + MOST_EPOCH + "; check the directory's clock");
        }
    }
}
