/** Shows a run: on the terminal, as a page that opens offline, and as JSON. */
@NullMarked
package io.linekeeper.lab.report;

import org.jspecify.annotations.NullMarked;
