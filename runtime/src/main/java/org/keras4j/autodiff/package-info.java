/** Derivatives of graphs, as graphs. */
package org.keras4j.autodiff;
