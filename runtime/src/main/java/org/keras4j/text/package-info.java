/** Strings as ops see them: vocabularies, tokens, hashes. No tensors, no layers. */
package org.keras4j.text;
