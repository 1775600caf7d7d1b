// Loaded before each measured program: says at its end what it has used.
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cpuSeconds = (userCPUTime + systemCPUTime) / 1e6;
  process.stderr.write(JSON.stringify({ cpuSeconds, mebibytes: maxRSS / 1024 }));
});
