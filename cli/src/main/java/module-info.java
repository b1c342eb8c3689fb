/** The keras4j command. */
module org.keras4j.cli {
  requires info.picocli;
  requires org.keras4j.formats;
  requires org.keras4j.runtime;

  opens org.keras4j.cli to
      info.picocli;
}
