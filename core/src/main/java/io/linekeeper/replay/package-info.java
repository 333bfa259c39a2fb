/**
 * Recorded silences, judged again by the same classes that judge lines: what another policy would have done, and whether
 * rightly.
 *
 * <p>Pure, as all of the core: virtual time, no files. Any thread.
 */
@NullMarked
package io.linekeeper.replay;

import org.jspecify.annotations.NullMarked;
