/** When a client that has lost its server connects again, and when never. */
@NullMarked
package io.linekeeper.client;

import org.jspecify.annotations.NullMarked;
