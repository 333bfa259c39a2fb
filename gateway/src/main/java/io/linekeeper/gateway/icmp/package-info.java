/** What ping says of the hosts at the other ends of lines: an annotation of verdicts, which decides nothing. */
@NullMarked
package io.linekeeper.gateway.icmp;

import org.jspecify.annotations.NullMarked;
