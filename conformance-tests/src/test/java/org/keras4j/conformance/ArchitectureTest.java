package org.keras4j.conformance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules of {@code docs/architecture.md} and of {@code CONTRIBUTING.md}, held by the build. */
class ArchitectureTest {
  private static final String LIBRARIES = "org.keras4j..";
  private static final String FORMATS = "org.keras4j.formats..";
  private static final String CLI = "org.keras4j.cli..";

  /** Callbacks write logs and show progress: docs/adr/0011-callbacks-write-logs.md. */
  private static final String CALLBACKS = "org.keras4j.callbacks..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/conformance/"))
          .importPackages("org.keras4j");

  private static final PackageTable TABLE =
      PackageTable.parse(SourceTree.read("docs/architecture.md"));

  @Test
  void allModulesWereRead() {
    assertTrue(CLASSES.size() > 900, "only " + CLASSES.size() + " classes were analysed");
    for (String name : new String[] {"models.Model", "formats.npy.Npz", "cli.Main"}) {
      assertTrue(CLASSES.contain(PackageTable.ROOT + name), name + " was not analysed");
    }
  }

  @Test
  void everyRowOfTheTableIsAPackage() {
    Set<String> stale = new TreeSet<>(TABLE.levels().keySet());
    stale.removeIf(row -> row.endsWith(".*"));
    CLASSES.forEach(c -> stale.remove(c.getPackageName().replaceFirst("^org\\.keras4j\\.", "")));
    assertTrue(stale.isEmpty(), "packages in docs/architecture.md without a class: " + stale);
  }

  @Test
  void packagesImportOnlyLowerLevels() {
    classes()
        .that(not(resideInAnyPackage(FORMATS, CLI)))
        .should(importOnlyLowerLevels())
        .check(CLASSES);
  }

  private static ArchCondition<JavaClass> importOnlyLowerLevels() {
    return new ArchCondition<>("import only packages of lower levels") {
      @Override
      public void check(JavaClass origin, ConditionEvents events) {
        OptionalInt level = TABLE.level(origin.getPackageName());
        if (level.isEmpty()) {
          events.add(
              SimpleConditionEvent.violated(
                  origin, origin.getPackageName() + " has no row in docs/architecture.md"));
          return;
        }
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          if (!isAllowed(origin, level.getAsInt(), dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(origin, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean isAllowed(JavaClass origin, int level, JavaClass imported) {
    JavaClass target = imported.getBaseComponentType();
    if (!target.getPackageName().startsWith(PackageTable.ROOT)
        || target.getPackageName().equals(origin.getPackageName())) {
      return true;
    }
    OptionalInt lower = TABLE.level(target.getPackageName());
    return lower.isPresent() && lower.getAsInt() < level;
  }

  @Test
  void noCyclesBetweenPackages() {
    slices().matching("org.keras4j.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void layersKnowNothingOfExecution() {
    noClasses()
        .that()
        .resideInAnyPackage("org.keras4j.layers..", "org.keras4j.operations..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.keras4j.plan..", "org.keras4j.backend..", "org.keras4j.training..")
        .check(CLASSES);
  }

  @Test
  void runtimeKnowsNeitherFormatsNorCommandLine() {
    noClasses()
        .that(not(resideInAnyPackage(FORMATS, CLI)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(FORMATS, CLI)
        .check(CLASSES);
  }

  @Test
  void thirdPartiesStayBehindOnePackageEach() {
    onlyIn("org.keras4j.backend.reference..", "org.ejml..");
    onlyIn("org.keras4j.formats.json..", "com.fasterxml..");
    onlyIn("org.keras4j.formats.hdf5.jhdf..", "io.jhdf..");
    onlyIn(CLI, "picocli..");
    onlyIn("org.keras4j.backend.cpu.simd..", "jdk.incubator.vector..");
  }

  private static void onlyIn(String home, String library) {
    noClasses()
        .that(not(resideInAPackage(home)))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .check(CLASSES);
  }

  @Test
  void onlyFormatsCommandLineAndCallbacksTouchFiles() {
    DescribedPredicate<JavaClass> files =
        resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..")
            .and(not(equivalentTo(java.io.Serializable.class)));
    noClasses()
        .that(not(resideInAnyPackage(FORMATS, CLI, CALLBACKS, "org.keras4j.models..")))
        .should()
        .dependOnClassesThat(files)
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("org.keras4j.models..")
        .should()
        .dependOnClassesThat(
            files
                .and(not(equivalentTo(java.nio.file.Path.class)))
                .and(not(equivalentTo(java.io.InputStream.class)))
                .and(not(equivalentTo(java.io.OutputStream.class)))
                .and(not(equivalentTo(java.io.ByteArrayOutputStream.class)))
                .and(not(equivalentTo(java.io.IOException.class)))) // a caller's source may fail
        .because("a model names a file or a stream, and a format opens it; memory is no file")
        .check(CLASSES);
  }

  @Test
  void noStaticState() {
    fields().that().areStatic().should().beFinal().check(CLASSES);
    fields()
        .that()
        .areStatic()
        .should()
        .notHaveRawType(resideInAnyPackage("java.util.concurrent..").and(isState()))
        .check(CLASSES);
  }

  private static DescribedPredicate<JavaClass> isState() {
    return assignableTo(java.util.Map.class)
        .or(assignableTo(java.util.Collection.class))
        .or(resideInAPackage("java.util.concurrent.atomic"))
        .as("state that threads share");
  }

  /**
   * The exceptions hold small scratch arrays, in an object and not in a class: two kernels' loops
   * that C2 vectorises only over arrays of their own, and what one vector loop leaves to the next.
   */
  @Test
  void noThreadLocals() {
    noClasses()
        .that(not(belongTo(name("org.keras4j.backend.cpu.simd.PortableMatrixKernels"))))
        .and(not(belongTo(name("org.keras4j.backend.cpu.simd.VectorUnary"))))
        .should()
        .dependOnClassesThat(assignableTo(ThreadLocal.class))
        .check(CLASSES);
  }

  @Test
  void noInternalsOfTheJdk() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..")
        .check(CLASSES);
  }

  @Test
  void noJavaSerialization() {
    classes()
        .that(assignableTo(java.io.Serializable.class))
        .should()
        .beAssignableTo(assignableTo(Throwable.class).or(assignableTo(Enum.class)))
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(
            assignableTo(java.io.ObjectInputStream.class)
                .or(assignableTo(java.io.ObjectOutputStream.class)))
        .check(CLASSES);
  }

  @Test
  void noClassesByName() {
    noClasses()
        .should()
        .callMethodWhere(target(owner(assignableTo(Class.class))).and(target(name("forName"))))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(ClassLoader.class))).and(target(name("loadClass"))))
        .because("nothing in a file may choose which code runs")
        .check(CLASSES);
  }

  /** A file may name a place in the network, a program or a native library; nothing goes there. */
  @Test
  void loadingReachesNeitherNetworkNorProcessesNorNativeCode() {
    noClasses()
        .that()
        .resideInAnyPackage(FORMATS, "org.keras4j.models..", "org.keras4j.config..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.rmi..", "javax.naming..")
        .orShould()
        .dependOnClassesThat(
            assignableTo(ProcessBuilder.class)
                .or(assignableTo(Process.class))
                .or(assignableTo(java.nio.MappedByteBuffer.class)))
        .orShould()
        .callMethodWhere(
            target(owner(assignableTo(System.class)).or(owner(assignableTo(Runtime.class))))
                .and(target(name("load").or(name("loadLibrary")).or(name("exec")))))
        .check(CLASSES);
  }

  @Test
  void onlyTheCommandLineAndCallbacksPrint() {
    noClasses()
        .that()
        .resideInAPackage(LIBRARIES)
        .and(not(resideInAnyPackage(CLI, CALLBACKS)))
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }
}
