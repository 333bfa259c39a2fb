package io.linekeeper.lab.experiment;

import java.util.function.ToLongFunction;

/**
 * How many of everything a server has at one moment.
 *
 * @param seconds since the start
 * @param established connections in that state at the server's port, accepted or not
 * @param closeWait connections whose client has hung up, and the server has not closed
 * @param descriptors of the server's process
 * @param unaccepted connections that wait to be accepted
 * @param served devices whose latest line the program has greeted
 */
record Census(double seconds, long established, long closeWait, long descriptors, long unaccepted, long served) {
    Point point(ToLongFunction<Census> what) {
        return new Point(seconds, what.applyAsLong(this));
    }
}
