export function install(folder: string, notice: string, ...flags: string[]): void;
export function run(folder: string, ...command: string[]): void;
