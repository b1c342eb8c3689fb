/**
 * Event files as TensorBoard reads them: records with checksums, and in them messages in the format
 * of protocol buffers, of which only writing is needed.
 */
package org.keras4j.callbacks.tensorboard;
