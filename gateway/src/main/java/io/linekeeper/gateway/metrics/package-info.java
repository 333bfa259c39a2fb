/** What a gateway counts, and the page on which it is read. */
@NullMarked
package io.linekeeper.gateway.metrics;

import org.jspecify.annotations.NullMarked;
