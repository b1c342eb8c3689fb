package org.keras4j.backend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import org.keras4j.tensor.KerasException;

/** Finds backends among the installed {@link BackendProvider}s. */
public final class Backends {
  private Backends() {}

  /** Every installed provider, preferred ones first. */
  public static List<BackendProvider> providers() {
    List<BackendProvider> found = new ArrayList<>();
    ServiceLoader.load(BackendProvider.class, Backends.class.getClassLoader()).forEach(found::add);
    found.sort(Comparator.comparingInt(BackendProvider::priority).reversed());
    return List.copyOf(found);
  }

  /**
   * The backend shared by everything in this program that asks for no other: the {@code cpu}
   * backend, or the one that the system property {@code keras4j.backend} names.
   */
  public static Backend defaultBackend() {
    if (Holder.FAILURE != null) {
      throw new KerasException(Holder.FAILURE.getMessage(), Holder.FAILURE);
    }
    return Holder.DEFAULT;
  }

  /**
   * A new backend by name.
   *
   * @throws KerasException when none has that name, or when it cannot be used here; the message
   *     says why and lists the others
   */
  public static Backend create(String name) {
    List<BackendProvider> providers = providers();
    for (BackendProvider provider : providers) {
      if (provider.name().equals(name)) {
        provider
            .unusableReason()
            .ifPresent(
                reason -> {
                  throw new KerasException("Backend '" + name + "' cannot be used here: " + reason);
                });
        return provider.create();
      }
    }
    throw new KerasException(
        "There is no backend '"
            + name
            + "'. Installed: "
            + providers.stream().map(BackendProvider::name).toList()
            + ". Add its module to the module path or class path");
  }

  /** Made once; a failure is kept, as a class that failed to load would not tell why again. */
  private static final class Holder {
    private static final Backend DEFAULT;
    private static final KerasException FAILURE;

    static {
      Backend made = null;
      KerasException failure = null;
      try {
        made = create(System.getProperty("keras4j.backend", "cpu"));
      } catch (KerasException e) {
        failure = e;
      }
      DEFAULT = made;
      FAILURE = failure;
    }
  }
}
