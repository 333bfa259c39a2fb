/** What the hot paths cost, measured with JMH beside what the peers do in their place; not published. */
@NullMarked
package io.linekeeper.bench;

import org.jspecify.annotations.NullMarked;
