/** The command line: thin, one runnable jar. */
@NullMarked
package io.linekeeper.cli;

import org.jspecify.annotations.NullMarked;
