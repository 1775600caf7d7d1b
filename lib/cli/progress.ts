import { MultiBar, Presets } from 'cli-progress';
import type { SingleBar } from 'cli-progress';

/** How far a piece of work is, for a person who waits. */
export interface Progress {
  step(phase: string, done: number, of: number): void;
  /** Nothing more is shown; what was stays. */
  end(): void;
}

export const NO_PROGRESS: Progress = { step: () => undefined, end: () => undefined };

const PHASE_COLUMNS = 20;

/** A bar for each phase, on a terminal. */
export class ProgressBars implements Progress {
  private readonly bars: MultiBar;
  private readonly known = new Map<string, SingleBar>();

  constructor(stream: NodeJS.WritableStream) {
    this.bars = new MultiBar(
      {
        stream,
        format: '{phase} {bar} {value} of {total}',
        hideCursor: true,
        // What is shown belongs to the report that follows.
        clearOnComplete: false,
        gracefulExit: true,
      },
      Presets.rect,
    );
  }

  step(phase: string, done: number, of: number): void {
    const bar =
      this.known.get(phase) ?? this.bars.create(of, 0, { phase: phase.padEnd(PHASE_COLUMNS) });
    this.known.set(phase, bar);
    bar.update(done);
  }

  end(): void {
    this.bars.stop();
  }
}
