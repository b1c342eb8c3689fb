/**
 * Writes HDF5 files of exactly the structures that h5py makes for Keras: superblock 0, version 1
 * object headers, symbol-table groups, contiguous little-endian data. Only the metadata is held in
 * memory; data is streamed.
 */
package org.keras4j.formats.hdf5.writer;
