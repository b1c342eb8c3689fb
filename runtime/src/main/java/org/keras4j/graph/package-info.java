/**
 * The graph that everything is expressed in: ops, calls of ops, symbolic tensors, variables. All of
 * it is immutable but a variable's value.
 */
package org.keras4j.graph;
