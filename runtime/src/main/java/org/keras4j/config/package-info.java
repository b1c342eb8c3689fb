/**
 * Arguments, configs and the registry of types: how objects are described in files and built from
 * descriptions. Plain values only ({@code Map}, {@code List}, {@code String}, numbers, booleans,
 * {@code null}); nothing here reads a file or reflects on a name.
 */
package org.keras4j.config;
