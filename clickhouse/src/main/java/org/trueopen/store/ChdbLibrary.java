package org.trueopen.store;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;

/**
 * The four C functions of {@code libchdb.so} (chdb.h, version 26.7.3) that run clickhouse-local.
 * One run per process: the engine refuses to be initialised twice.
 *
 * <p>Loading it and reading its strings are the restricted calls that {@code
 * --enable-native-access} is given for.
 */
@SuppressWarnings("restricted")
final class ChdbLibrary {
  private final MethodHandle setSignalHandlersEnabled;
  private final MethodHandle queryCmdline;
  private final MethodHandle resultError;
  private final MethodHandle destroyResult;

  private ChdbLibrary(SymbolLookup symbols) {
    setSignalHandlersEnabled =
        function(symbols, "chdb_set_signal_handlers_enabled", FunctionDescriptor.ofVoid(JAVA_INT));
    queryCmdline =
        function(
            symbols,
            "chdb_query_cmdline",
            FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS.withTargetLayout(ADDRESS)));
    resultError = function(symbols, "chdb_result_error", FunctionDescriptor.of(ADDRESS, ADDRESS));
    destroyResult =
        function(symbols, "chdb_destroy_query_result", FunctionDescriptor.ofVoid(ADDRESS));
  }

  /** Loads the library for the life of the process. */
  static ChdbLibrary open(Path library) {
    return new ChdbLibrary(SymbolLookup.libraryLookup(library, Arena.global()));
  }

  /** Runs clickhouse-local until its last query ends; the engine's error message, or "". */
  String runLocal(List<String> arguments) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment argv = arena.allocate(ADDRESS, arguments.size() + 1L);
      for (int i = 0; i < arguments.size(); i++) {
        argv.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
      }
      argv.setAtIndex(ADDRESS, arguments.size(), MemorySegment.NULL);
      // The JVM owns the signals of this process.
      setSignalHandlersEnabled.invokeExact(0);
      MemorySegment result = (MemorySegment) queryCmdline.invokeExact(arguments.size(), argv);
      if (result.equals(MemorySegment.NULL)) {
        return "no result from chdb_query_cmdline";
      }
      MemorySegment message = (MemorySegment) resultError.invokeExact(result);
      String error =
          message.equals(MemorySegment.NULL)
              ? ""
              : message.reinterpret(Long.MAX_VALUE).getString(0);
      destroyResult.invokeExact(result);
      return error;
    } catch (Throwable e) {
      throw new IllegalStateException("Call into libchdb.so failed", e);
    }
  }

  private static MethodHandle function(
      SymbolLookup symbols, String name, FunctionDescriptor descriptor) {
    MemorySegment address =
        symbols
            .find(name)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "libchdb.so has no function "
                            + name
                            + "; it is not version "
                            + EngineLibrary.VERSION
                            + ", delete it from the cache folder"));
    return Linker.nativeLinker().downcallHandle(address, descriptor);
  }
}
