/**
 * The ops that graphs are made of, one file each: attributes, shape rule, derivative. Operands must
 * already have the types an op asks for; the facades in {@code org.keras4j.ops} promote as Keras
 * does.
 */
package org.keras4j.op;
