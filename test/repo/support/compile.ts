import { join } from 'node:path';
import ts from 'typescript';
import { root, type Sample } from './samples';

function options(): ts.CompilerOptions {
  const path = join(root, 'tsconfig.dev.json');
  const host: ts.ParseConfigFileHost = {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  };
  const parsed = ts.getParsedCommandLineOfConfigFile(path, {}, host)?.options ?? {};
  // A sample shows, it need not use all it names.
  return { ...parsed, incremental: false, noUnusedLocals: false, noUnusedParameters: false };
}

/** Type-checks all samples in one program against the sources, as `tsconfig.dev.json` maps them. */
export function diagnosticsOf(samples: readonly Sample[]): readonly ts.Diagnostic[] {
  const compilerOptions = options();
  delete compilerOptions.tsBuildInfoFile;
  const texts = new Map(samples.map(({ file, text }) => [file, text]));
  const disk = ts.createCompilerHost(compilerOptions);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => texts.has(path) || disk.fileExists(path),
    readFile: (path) => texts.get(path) ?? disk.readFile(path),
    getSourceFile: (path, language, ...rest) => {
      const text = texts.get(path);
      if (text === undefined) return disk.getSourceFile(path, language, ...rest);
      return ts.createSourceFile(path, text, language);
    },
  };
  const program = ts.createProgram([...texts.keys()], compilerOptions, host);
  return [...texts.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    return source === undefined
      ? []
      : [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
}
