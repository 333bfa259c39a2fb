/** The roll call, the line's state machine, its witness and its verdict. */
@NullMarked
package io.linekeeper.line;

import org.jspecify.annotations.NullMarked;
