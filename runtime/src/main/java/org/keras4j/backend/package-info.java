/**
 * What a backend implements: memory, and kernels found by op in a catalogue. A kernel is prepared
 * once for a plan, bound once for a session, and then run without looking anything up.
 *
 * <p>Nothing here assumes that data lies in Java arrays; a {@link Buffer} may be device memory.
 */
package org.keras4j.backend;
