import type { ReactNode } from 'react';
import type { GoodPicture, TeachState } from '../../../preload/contract/teach.ts';
import { useAction } from '../../app/query.ts';
import { Button } from '../../components/button.tsx';
import { Empty } from '../../components/empty.tsx';
import { TroubleNotice } from '../../components/notice.tsx';
import { useWords } from '../../locales/words.tsx';
import { GoodPictureView } from './good-picture.tsx';

export interface PictureGridProps {
  readonly pictures: readonly GoodPicture[];
  readonly onTold: (state: TeachState) => void;
}

/** Every picture that was taken, newest first, each to be looked at once more and left out. */
export function PictureGrid({ pictures, onTold }: PictureGridProps): ReactNode {
  const { teach } = useWords();
  const leave = useAction((client, asked: { id: string; leftOut: boolean }) => client.teach.leaveOut(asked));
  if (pictures.length === 0) return <Empty icon="camera" text={teach.noPicturesText} title={teach.noPictures} />;
  const change = async ({ id, leftOut }: GoodPicture): Promise<void> => {
    const told = await leave.run({ id, leftOut: !leftOut });
    if (told !== null) onTold(told);
  };
  return (
    <>
      {leave.trouble !== null && <TroubleNotice trouble={leave.trouble} />}
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-3">
        {pictures
          .map((picture, index) => ({ picture, place: index + 1 }))
          .toReversed()
          .map(({ picture, place }) => {
            const { id, part, leftOut } = picture;
            const name =
              part === null ? teach.pictureName(place) : `${teach.pictureName(place)}, ${teach.ofPart(part)}`;
            return (
              <li className="grid gap-1.5" key={id}>
                <GoodPictureView id={id} leftOut={leftOut} name={name} />
                <Button
                  aria-label={`${leftOut ? teach.takeIn : teach.leaveOut}: ${name}`}
                  className="text-sm"
                  look="quiet"
                  onClick={() => void change(picture)}
                >
                  {leftOut ? teach.takeIn : teach.leaveOut}
                </Button>
              </li>
            );
          })}
      </ul>
    </>
  );
}
