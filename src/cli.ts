import { loadEnvFile } from './env-file.ts';
import { runCommand } from './command-line/run-command.ts';

loadEnvFile();
process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
