/** Rewrites of graphs that keep their meaning: one pass a file. */
package org.keras4j.plan.pass;
