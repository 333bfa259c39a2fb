/**
 * What shall be found, how, and within what time: immutable settings and the arithmetic of their bounds.
 *
 * <p>{@link io.linekeeper.policy.LivenessPolicy} is the whole of it and derives everything from one number;
 * {@link io.linekeeper.policy.PolicyDraft} lets single options beat what is derived;
 * {@link io.linekeeper.policy.DetectionTable} says what a policy finds and what it never will. Nothing here reads a clock
 * or does I/O; all of it may be used from any thread, save {@link io.linekeeper.policy.PolicyDraft}, which has one owner.
 */
@NullMarked
package io.linekeeper.policy;

import org.jspecify.annotations.NullMarked;
