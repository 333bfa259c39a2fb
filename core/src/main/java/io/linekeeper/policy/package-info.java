/**
 * What shall be found, how, and within what time: immutable settings and the arithmetic of their bounds.
 *
 * <p>{@link io.linekeeper.policy.LivenessPolicy} is the whole of it and derives everything from one number;
 * {@code PolicyDraft} lets single options beat what is derived;
 * {@code DetectionTable} says what a policy finds and what it never will. Nothing here reads a clock
 * or does I/O; all of it may be used from any thread, save {@code PolicyDraft}, which has one owner.
 */
@NullMarked
package io.linekeeper.policy;

import org.jspecify.annotations.NullMarked;
