package io.linekeeper.lab.experiment;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What an experiment writes down.
 *
 * @param out where its lines go
 * @param directory where its files go, such as a plot; it exists
 */
public record Notes(PrintStream out, Path directory) {}
