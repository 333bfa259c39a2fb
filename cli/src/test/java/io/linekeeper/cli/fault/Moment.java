package io.linekeeper.cli.fault;

/**
 * When something happened, as well as it can be told from here.
 *
 * @param earliest no earlier than this, in {@link System#nanoTime()}
 * @param latest no later than this
 */
record Moment(long earliest, long latest) {}
