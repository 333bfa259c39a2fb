package io.linekeeper.lab;

/**
 * One line that a program printed.
 *
 * @param nanos {@link System#nanoTime()} when it arrived here
 * @param text the line, without its end
 */
public record Printed(long nanos, String text) {}
