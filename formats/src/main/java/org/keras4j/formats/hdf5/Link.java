package org.keras4j.formats.hdf5;

/**
 * Where a name of a group leads.
 *
 * @param address of the object's header, when {@code refused} is null
 * @param refused h5py's name of a kind of link that is not followed, or null
 */
record Link(long address, String refused) {
  static Link hard(long address) {
    return new Link(address, null);
  }

  static Link soft() {
    return new Link(Hdf5Input.UNDEFINED, "SoftLink");
  }

  static Link external() {
    return new Link(Hdf5Input.UNDEFINED, "ExternalLink");
  }
}
